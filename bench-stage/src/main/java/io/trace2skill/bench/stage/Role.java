// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.util.Locale;

/** The programs that run as child processes. */
enum Role {
  /** The broker. */
  BROKER,
  /** The asynchronous stage. */
  STAGE,
  /** Kafka Streams with a call, or none, in {@code mapValues}. */
  PLAIN,
  /** A producer and a consumer. */
  RAW,
  /** Confluent's parallel consumer. */
  PARALLEL;

  /** Returns a new one of what runs in this role. */
  Workload workload() {
    return switch (this) {
      case BROKER -> new BrokerWorkload();
      case STAGE -> new StageWorkload();
      case PLAIN -> new PlainStreamsWorkload();
      case RAW -> new RawWorkload();
      case PARALLEL -> new ParallelConsumerWorkload();
    };
  }

  /** Returns the word for it in settings and file names. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
