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
  static final ArchRule NEITHER_LOAD_NOR_SOCKETS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.kexbench.loadgen..", "io.vertx..", "io.netty..");

  @ArchTest
  static final ArchRule OF_OUR_OWN_ONLY_CORE_AND_RESULTS =
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
  static final ArchRule RUNNING_KNOWS_NO_BENCHMARK =
      noClasses()
          .that()
          .resideInAPackage("dev.kexbench.bench.run")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kexbench.bench.suite");

  @ArchTest
  static final ArchRule BENCHMARKS_ARE_NAMED_SO =
      classes()
          .that()
          .containAnyMethodsThat(annotatedWith(Benchmark.class))
          .should()
          .haveSimpleNameEndingWith("Benchmark")
          .andShould()
          .resideInAPackage("dev.kexbench.bench.suite");
}
