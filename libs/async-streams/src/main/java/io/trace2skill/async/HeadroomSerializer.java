// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import org.apache.kafka.common.serialization.Serializer;

/** A serializer that leaves room in front, so that a header needs no copy of what may be large. */
interface HeadroomSerializer<T> extends Serializer<T> {

  /**
   * Returns a new array with this many unused bytes, then the serialized object.
   *
   * @param data not null
   */
  byte[] serialize(String topic, T data, int headroom);
}
