package dev.kexbench.results;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.kexbench.results", importOptions = DoNotIncludeTests.class)
class ResultsArchitectureTest {
  private static final String COMMAND = "dev.kexbench.results.command..";
  private static final String REPORT = "dev.kexbench.results.report..";
  private static final String COMPARE = "dev.kexbench.results.compare..";
  private static final String RENDER = "dev.kexbench.results.render..";

  @ArchTest static final ArchRule COMMAND_STANDS_ALONE = walled(COMMAND, REPORT, COMPARE, RENDER);

  @ArchTest static final ArchRule REPORT_KNOWS_FILES_ONLY = walled(REPORT, COMPARE, RENDER);

  @ArchTest static final ArchRule COMPARE_DOES_NOT_RENDER = walled(COMPARE, RENDER);

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.kexbench.results.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NONE_OF_OUR_OTHER_MODULES =
      walled(
          "dev.kexbench.results..",
          "dev.kexbench.core..",
          "dev.kexbench.loadgen..",
          "dev.kexbench.bench..");

  @ArchTest
  static final ArchRule MAIN_CLASSES_ARE_USED_BY_NOBODY =
      noClasses()
          .that()
          .resideInAnyPackage(COMMAND, REPORT, COMPARE, RENDER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kexbench.results");

  private static ArchRule walled(String from, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }
}
