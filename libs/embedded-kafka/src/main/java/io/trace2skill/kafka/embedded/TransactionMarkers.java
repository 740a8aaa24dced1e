// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * Has a broker write ends of transactions, as coordinators do. Kafka's admin client has only the
 * abort, and a transaction that is committed elsewhere must not be aborted here.
 */
final class TransactionMarkers {

  private static final int TIMEOUT_MS = 10_000;
  private static final int MAX_RESPONSE_BYTES = 1 << 20;

  /** Of the checks on a marker's epoch, the ones that coordinators of all versions pass. */
  private static final short TRANSACTION_VERSION = 0;

  private final int port;

  TransactionMarkers(int port) {
    this.port = port;
  }

  /**
   * @throws IOException when the broker does not answer, or refuses
   */
  void write(Marker marker) throws IOException {
    TxnMarkerEntry entry =
        new TxnMarkerEntry(
            marker.producerId(),
            marker.producerEpoch(),
            marker.coordinatorEpoch(),
            marker.result(),
            List.of(marker.partition()),
            TRANSACTION_VERSION);
    WriteTxnMarkersResponse response = send(new WriteTxnMarkersRequest.Builder(List.of(entry)));
    Map<TopicPartition, Errors> errors =
        Objects.requireNonNull(response.errorsByProducerId().get(marker.producerId()));
    Errors error = errors.getOrDefault(marker.partition(), Errors.UNKNOWN_SERVER_ERROR);
    if (error != Errors.NONE) {
      throw new IOException("the broker does not take " + marker + ": " + error);
    }
  }

  private WriteTxnMarkersResponse send(WriteTxnMarkersRequest.Builder builder) throws IOException {
    short version = ApiKeys.WRITE_TXN_MARKERS.latestVersion();
    RequestHeader header =
        new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, version, "transaction-markers", 1);
    ByteBuffer request = builder.build(version).serializeWithHeader(header);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(request.remaining());
      out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int size = in.readInt();
      if (size < 0 || size > MAX_RESPONSE_BYTES) {
        throw new IOException("a response of " + size + " bytes");
      }
      ByteBuffer response = ByteBuffer.wrap(in.readNBytes(size));
      return (WriteTxnMarkersResponse) AbstractResponse.parseResponse(response, header);
    }
  }
}
