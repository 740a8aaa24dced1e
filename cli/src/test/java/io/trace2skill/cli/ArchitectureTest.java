// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Holds the arrows of docs/architecture.md; lives here because the CLI sees every module. */
@AnalyzeClasses(packages = "io.trace2skill", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String SKILL = "io.trace2skill.skill..";
  private static final String ASYNC = "io.trace2skill.async..";
  private static final String LLM = "io.trace2skill.llm..";
  private static final String JOURNAL = "io.trace2skill.journal..";
  private static final String EMBEDDED = "io.trace2skill.kafka.embedded..";
  private static final String SCHEMAS = "io.trace2skill.schemas..";
  private static final String AVRO = "io.trace2skill.avro..";
  private static final String SERVICE = "io.trace2skill.service..";
  private static final String ANALYST = "io.trace2skill.analyst..";
  private static final String MERGE = "io.trace2skill.merge..";
  private static final String CLI = "io.trace2skill.cli..";
  private static final String FAKE_MODEL = "io.trace2skill.fakemodel..";
  private static final String BENCH = "io.trace2skill.bench..";
  private static final String CHAOS = "io.trace2skill.chaos..";

  @ArchTest
  static final ArchRule everyClassBelongsToAModule =
      classes()
          .should()
          .resideInAnyPackage(
              SKILL,
              ASYNC,
              LLM,
              JOURNAL,
              EMBEDDED,
              SCHEMAS,
              AVRO,
              SERVICE,
              ANALYST,
              MERGE,
              CLI,
              FAKE_MODEL,
              BENCH,
              CHAOS);

  @ArchTest
  static final ArchRule theDomainKnowsNothingButItself =
      noClasses()
          .that()
          .resideInAPackage(SKILL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ASYNC,
              LLM,
              JOURNAL,
              EMBEDDED,
              SCHEMAS,
              AVRO,
              ANALYST,
              MERGE,
              CLI,
              "okhttp3..",
              "org.apache..",
              "java.net.http..");

  @ArchTest
  static final ArchRule theDomainHasNoFilesThreadsOrRandomness =
      noClasses()
          .that()
          .resideInAPackage(SKILL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.util.concurrent..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Random.class, ThreadLocalRandom.class, Clock.class);

  @ArchTest
  static final ArchRule theDomainDoesNotTellTheTime =
      noClasses()
          .that()
          .resideInAPackage(SKILL)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule asynchronousStagesKnowNoSkills =
      noClasses()
          .that()
          .resideInAPackage(ASYNC)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SKILL,
              LLM,
              JOURNAL,
              EMBEDDED,
              SCHEMAS,
              AVRO,
              ANALYST,
              MERGE,
              CLI,
              "org.apache.avro..");

  @ArchTest
  static final ArchRule theModelsClientKnowsNoSkillsAndNoTopics =
      noClasses()
          .that()
          .resideInAPackage(LLM)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SKILL, ASYNC, JOURNAL, EMBEDDED, SCHEMAS, AVRO, ANALYST, MERGE, CLI, "org.apache..");

  @ArchTest
  static final ArchRule theCallJournalKnowsOnlyKafka =
      noClasses()
          .that()
          .resideInAPackage(JOURNAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SKILL, ASYNC, LLM, EMBEDDED, SCHEMAS, AVRO, ANALYST, MERGE, CLI, "org.apache.avro..");

  @ArchTest
  static final ArchRule theBrokerKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(EMBEDDED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SKILL, ASYNC, LLM, JOURNAL, SCHEMAS, AVRO, ANALYST, MERGE, CLI);

  @ArchTest
  static final ArchRule theWireContractKnowsNoProcessing =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEMAS, AVRO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ASYNC, LLM, JOURNAL, EMBEDDED, ANALYST, MERGE, CLI);

  @ArchTest
  static final ArchRule whatServicesShareKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage(SERVICE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SKILL, ANALYST, MERGE, CLI, EMBEDDED);

  @ArchTest
  static final ArchRule librariesAndSchemasKnowNoServices =
      noClasses()
          .that()
          .resideInAnyPackage(SKILL, ASYNC, LLM, JOURNAL, EMBEDDED, SCHEMAS, AVRO)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVICE);

  @ArchTest
  static final ArchRule analysingKnowsNoMerging =
      noClasses()
          .that()
          .resideInAPackage(ANALYST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MERGE, CLI, EMBEDDED);

  @ArchTest
  static final ArchRule mergingKnowsNoAnalysing =
      noClasses()
          .that()
          .resideInAPackage(MERGE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ANALYST, CLI, EMBEDDED);

  @ArchTest
  static final ArchRule theFakeModelKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(FAKE_MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SKILL, ASYNC, LLM, JOURNAL, EMBEDDED, SCHEMAS, AVRO, SERVICE, ANALYST, MERGE, CLI,
              BENCH, CHAOS);

  @ArchTest
  static final ArchRule whatUsersRunKnowsNeitherTheFakeModelNorBenchmarksNorFaults =
      noClasses()
          .that()
          .resideInAnyPackage(
              SKILL, ASYNC, LLM, JOURNAL, EMBEDDED, SCHEMAS, AVRO, SERVICE, ANALYST, MERGE, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FAKE_MODEL, BENCH, CHAOS);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.trace2skill.(**)").should().beFreeOfCycles();
}
