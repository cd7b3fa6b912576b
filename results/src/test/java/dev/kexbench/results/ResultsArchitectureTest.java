package dev.kexbench.results;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each package of {@code results} may depend on. */
@AnalyzeClasses(packages = "dev.kexbench.results", importOptions = DoNotIncludeTests.class)
class ResultsArchitectureTest {
  private static final String COMMAND = "dev.kexbench.results.command..";
  private static final String MACHINE = "dev.kexbench.results.machine..";
  private static final String STATISTICS = "dev.kexbench.results.statistics..";
  private static final String REPORT = "dev.kexbench.results.report..";
  private static final String JMH = "dev.kexbench.results.jmh..";
  private static final String RUNS = "dev.kexbench.results.runs..";
  private static final String COMPARE = "dev.kexbench.results.compare..";
  private static final String RENDER = "dev.kexbench.results.render..";
  private static final String BUILD = "dev.kexbench.results.build..";
  private static final String SIZING = "dev.kexbench.results.sizing..";
  private static final String SUITE = "dev.kexbench.results.suite..";
  private static final String WEB = "dev.kexbench.results.web..";

  @ArchTest
  static final ArchRule COMMAND_STANDS_ALONE =
      independent(COMMAND, MACHINE, STATISTICS, REPORT, JMH, COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule MACHINE_STANDS_ALONE =
      independent(MACHINE, COMMAND, STATISTICS, REPORT, JMH, COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule BUILDS_ARE_NOT_MEASURED =
      independent(BUILD, COMMAND, STATISTICS, REPORT, JMH, COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule STATISTICS_KNOW_NO_FILE_AND_NO_REPORT =
      independent(STATISTICS, COMMAND, MACHINE, REPORT, JMH, COMPARE, SIZING, RENDER, SUITE);

  @ArchTest
  static final ArchRule REPORTS_ARE_PLAIN_RECORDS =
      independent(REPORT, STATISTICS, JMH, RUNS, COMPARE, SIZING, RENDER, SUITE);

  @ArchTest
  static final ArchRule JMH_RESULTS_ARE_NOT_JUDGED =
      independent(JMH, STATISTICS, RUNS, COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule RUNS_ARE_FOUND_NOT_JUDGED =
      independent(RUNS, STATISTICS, COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule SIZING_IS_A_MODEL_OF_REPORTS =
      independent(SIZING, MACHINE, JMH, RUNS, COMPARE, RENDER, BUILD, SUITE, WEB);

  @ArchTest static final ArchRule COMPARISONS_DO_NOT_RENDER = independent(COMPARE, RENDER, SUITE);

  @ArchTest
  static final ArchRule RENDERING_KNOWS_NO_TABLE_OF_THE_SUITE = independent(RENDER, SUITE);

  @ArchTest
  static final ArchRule THE_SERVER_KNOWS_NO_PAGE =
      independent(WEB, MACHINE, STATISTICS, REPORT, JMH, RUNS, COMPARE, RENDER, BUILD, SUITE);

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.kexbench.results.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_OTHER_MODULE_IS_USED =
      independent(
          "dev.kexbench.results..",
          "dev.kexbench.core..",
          "dev.kexbench.loadgen..",
          "dev.kexbench.bench..");

  @ArchTest
  static final ArchRule MAIN_CLASSES_ARE_USED_BY_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAnyPackage(
              COMMAND, MACHINE, STATISTICS, REPORT, JMH, COMPARE, SIZING, RENDER, SUITE, WEB)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kexbench.results");

  @ArchTest
  static final ArchRule LONG_RECORDS_ARE_BUILT_BY_NAME =
      noClasses()
          .should()
          .callConstructorWhere(
              DescribedPredicate.describe(
                  "it belongs to another file and takes more than eight values",
                  call ->
                      call.getTarget().getRawParameterTypes().size() > 8
                          && !outermost(call.getOriginOwner())
                              .equals(outermost(call.getTargetOwner()))));

  private static JavaClass outermost(JavaClass nested) {
    return nested.getEnclosingClass().map(ResultsArchitectureTest::outermost).orElse(nested);
  }

  private static ArchRule independent(String from, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }
}
