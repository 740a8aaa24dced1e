// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

/** Is told how an ingest goes. */
interface IngestListener {

  /** How far it is; called for each record. */
  void progress(long read, long durable);

  /** Something that the user should know and that stops nothing. */
  void warn(String message);
}
