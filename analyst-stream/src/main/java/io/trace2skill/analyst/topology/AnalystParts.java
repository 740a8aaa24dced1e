// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.async.AsyncStage;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.schemas.Topics;
import org.apache.kafka.common.serialization.Serializer;

/** What all tasks of an instance share. */
record AnalystParts(
    AnalystConfig config,
    Topics topics,
    AsyncStage<AcceptedTrajectory, Analysis> stage,
    Intake intake,
    Bases bases,
    AnalysisEvents events,
    Serializer<AnalysisEvent> eventSerializer,
    Counters counters) {}
