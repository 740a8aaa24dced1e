// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.schemas.TopicAdmin;
import io.trace2skill.schemas.TopicSpec;
import io.trace2skill.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics of one evolution that runs in one process. */
public final class OwnTopics {

  /** One task for each topology: each partition costs start-up time and brings no core. */
  private static final int PARTITIONS = 1;

  private OwnTopics() {}

  /**
   * Creates those that do not exist and returns when all can be written.
   *
   * @throws ExecutionException when the cluster refuses or cannot be reached
   */
  public static void ensure(Topics topics, Admin admin)
      throws ExecutionException, InterruptedException {
    List<TopicSpec> specs = topics.specs(PARTITIONS).stream().map(OwnTopics::kept).toList();
    new TopicAdmin(admin).ensure(specs);
  }

  /**
   * A run may take long, or go on much later. Who made the topics deletes them. A trajectory
   * without a time of its own keeps that of the record it is copied from.
   */
  private static TopicSpec kept(TopicSpec spec) {
    Map<String, String> settings = new HashMap<>(spec.settings());
    settings.put("retention.ms", "-1");
    settings.put("message.timestamp.type", "CreateTime");
    return new TopicSpec(spec.name(), spec.partitions(), settings);
  }
}
