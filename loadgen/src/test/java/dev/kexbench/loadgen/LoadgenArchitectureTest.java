package dev.kexbench.loadgen;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls inside {@code loadgen}, and those round it. */
@AnalyzeClasses(
    packages = "dev.kexbench.loadgen",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LoadgenArchitectureTest {
  private static final String OURS = "dev.kexbench..";
  private static final String ROOT = "dev.kexbench.loadgen";
  private static final String CLIENT = "dev.kexbench.loadgen.client..";
  private static final String SERVER = "dev.kexbench.loadgen.server..";
  private static final String SCHEDULE = "dev.kexbench.loadgen.schedule..";
  private static final String SEARCH = "dev.kexbench.loadgen.search..";
  private static final String PLAN = "dev.kexbench.loadgen.plan..";
  private static final String CLUSTER = "dev.kexbench.loadgen.cluster..";
  private static final String RECORD = "dev.kexbench.loadgen.record..";
  private static final String CORE = "dev.kexbench.core..";
  private static final String REPORT = "dev.kexbench.results.report..";

  @ArchTest static final ArchRule SCHEDULE_KNOWS_NOBODY = onlyThese(SCHEDULE);

  @ArchTest static final ArchRule SEARCH_KNOWS_NOBODY = onlyThese(SEARCH);

  @ArchTest static final ArchRule RECORD_KNOWS_REPORTS_ONLY = onlyThese(RECORD, REPORT);

  @ArchTest
  static final ArchRule SERVER_KNOWS_NEITHER_CLIENT_NOR_ROOT = onlyThese(SERVER, CORE, REPORT);

  @ArchTest
  static final ArchRule CLIENT_KNOWS_NEITHER_SERVER_NOR_ROOT =
      onlyThese(CLIENT, SCHEDULE, RECORD, CORE, REPORT);

  @ArchTest
  static final ArchRule PLAN_KNOWS_WHAT_IT_PLANS =
      onlyThese(PLAN, CLIENT, SCHEDULE, RECORD, REPORT);

  @ArchTest
  static final ArchRule CLUSTER_KNOWS_NEITHER_SERVER_NOR_ROOT =
      onlyThese(CLUSTER, PLAN, CLIENT, SCHEDULE, RECORD, CORE, REPORT);

  /** The rule for the first room: of ours it may use these rooms only. */
  private static ArchRule onlyThese(String... rooms) {
    return classes()
        .that()
        .resideInAPackage(rooms[0])
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(rooms).or(not(resideInAPackage(OURS))));
  }

  /** Which exchange runs is a name: server and client are written against roles. */
  @ArchTest
  static final ArchRule NOBODY_KNOWS_AN_EXCHANGE_FROM_INSIDE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.kexbench.core.kx1..",
                  "dev.kexbench.core.noise..",
                  "dev.kexbench.core.tls.."));

  @ArchTest
  static final ArchRule NOBODY_KNOWS_BENCH =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.kexbench.bench..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.kexbench.loadgen.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_SERVER_AND_THE_CLIENT_DRIVE_SOCKETS =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEDULE, SEARCH, RECORD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..");

  @ArchTest
  static final ArchRule NOBODY_PRINTS_BUT_THROUGH_THE_CONSOLE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule ONLY_MAIN_CLASSES_END_THE_PROCESS =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "exit", int.class);
}
