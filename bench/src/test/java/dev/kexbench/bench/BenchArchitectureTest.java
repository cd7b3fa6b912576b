package dev.kexbench.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.openjdk.jmh.annotations.Benchmark;

@AnalyzeClasses(packages = "dev.kexbench.bench", importOptions = DoNotIncludeTests.class)
class BenchArchitectureTest {
  @ArchTest
  static final ArchRule NO_LOAD_GENERATOR_OR_SOCKETS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.kexbench.loadgen..", "io.vertx..", "io.netty..");

  @ArchTest
  static final ArchRule ONLY_CORE_AND_RESULTS_OF_THIS_PROJECT =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.kexbench..")
                  .and(
                      resideOutsideOfPackages(
                          "dev.kexbench.core..",
                          "dev.kexbench.results..",
                          "dev.kexbench.bench..")));

  @ArchTest
  static final ArchRule RUN_DOES_NOT_DEPEND_ON_SUITE =
      noClasses()
          .that()
          .resideInAPackage("dev.kexbench.bench.run")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kexbench.bench.suite");

  @ArchTest
  static final ArchRule BENCHMARK_CLASSES_END_WITH_BENCHMARK =
      classes()
          .that()
          .containAnyMethodsThat(annotatedWith(Benchmark.class))
          .should()
          .haveSimpleNameEndingWith("Benchmark")
          .andShould()
          .resideInAPackage("dev.kexbench.bench.suite");
}
