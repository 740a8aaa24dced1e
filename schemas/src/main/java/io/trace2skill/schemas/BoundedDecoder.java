// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro binary without trusting the lengths in it. Avro allocates what a length says before it
 * looks whether the bytes are there, so that a record of a few bytes can exhaust the heap and, left
 * at the head of a topic, do so again after every restart.
 */
final class BoundedDecoder extends Decoder {

  private final BinaryDecoder in;
  private final int limit;

  BoundedDecoder(byte[] bytes, int offset) {
    this.limit = bytes.length - offset;
    this.in = DecoderFactory.get().binaryDecoder(bytes, offset, limit, null);
  }

  boolean isEnd() throws IOException {
    return in.isEnd();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(readLengthAndBytes());
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(readLengthAndBytes());
  }

  private byte[] readLengthAndBytes() throws IOException {
    byte[] bytes = new byte[(int) checked(in.readLong())];
    in.readFixed(bytes, 0, bytes.length);
    return bytes;
  }

  /** Every element of our schemas takes a byte at least. */
  private long checked(long length) {
    if (length < 0 || length > limit) {
      throw new AvroRuntimeException("a length of " + length + " in " + limit + " bytes");
    }
    return length;
  }

  @Override
  public long readArrayStart() throws IOException {
    return checked(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return checked(in.arrayNext());
  }

  @Override
  public long readMapStart() throws IOException {
    return checked(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return checked(in.mapNext());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }
}
