// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md. */
@AnalyzeClasses(packages = "io.trace2skill", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_INWARD =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.trace2skill..")
          .layer("cli")
          .definedBy("io.trace2skill.cli..")
          .layer("analyst-stream")
          .definedBy("io.trace2skill.analyst..")
          .layer("merge-stream")
          .definedBy("io.trace2skill.merge..")
          .layer("schemas")
          .definedBy("io.trace2skill.schemas..", "io.trace2skill.avro..")
          .layer("async-streams")
          .definedBy("io.trace2skill.async..")
          .layer("embedded-kafka")
          .definedBy("io.trace2skill.kafka..")
          .layer("skill")
          .definedBy("io.trace2skill.skill..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("analyst-stream")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("merge-stream")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("embedded-kafka")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("async-streams")
          .mayOnlyBeAccessedByLayers("analyst-stream", "merge-stream", "cli")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers("analyst-stream", "merge-stream", "cli");

  @ArchTest
  static final ArchRule THE_DOMAIN_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("io.trace2skill.skill..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache..",
              "okhttp3..",
              "java.net.http..",
              "java.nio.file..",
              "java.util.random..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URL")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.Socket")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule ASYNCHRONOUS_STAGE_KNOWS_NO_AVRO =
      noClasses()
          .that()
          .resideInAPackage("io.trace2skill.async..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.avro..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.trace2skill.(*).(*)..").should().beFreeOfCycles();
}
