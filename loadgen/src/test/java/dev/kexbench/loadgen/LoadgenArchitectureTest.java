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
import java.util.Arrays;

/** What each package of {@code loadgen} may depend on. */
@AnalyzeClasses(
    packages = "dev.kexbench.loadgen",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LoadgenArchitectureTest {
  private static final String OURS = "dev.kexbench..";
  private static final String ROOT = "dev.kexbench.loadgen";
  private static final String CORE = "dev.kexbench.core..";
  private static final String RESULTS = "dev.kexbench.results..";
  private static final String REPORT = "dev.kexbench.results.report..";
  private static final String MACHINE_FACTS = "dev.kexbench.results.machine..";

  // From the bottom up: each may use what its rule lists, and nothing else of this project.

  @ArchTest static final ArchRule SCHEDULE = only("schedule");

  @ArchTest static final ArchRule RECORD = only("record", in("machine"), REPORT, MACHINE_FACTS);

  @ArchTest static final ArchRule MACHINE = only("machine", RESULTS);

  @ArchTest static final ArchRule COMMAND = only("command", CORE, RESULTS);

  @ArchTest static final ArchRule DATABASE = only("database", CORE, RESULTS);

  @ArchTest
  static final ArchRule ENROLL = only("enroll", in("command"), in("database"), CORE, RESULTS);

  @ArchTest static final ArchRule TRANSPORT = only("transport");

  @ArchTest static final ArchRule PHASE = only("phase");

  @ArchTest
  static final ArchRule SERVER = only("server", in("transport"), in("phase"), CORE, RESULTS);

  @ArchTest
  static final ArchRule CLIENT =
      only("client", in("transport"), in("schedule"), in("record"), CORE, REPORT);

  @ArchTest
  static final ArchRule PLAN =
      only("plan", in("client"), in("transport"), in("schedule"), in("record"), RESULTS);

  @ArchTest
  static final ArchRule NETWORK =
      only("network", in("plan"), in("command"), in("machine"), RESULTS);

  @ArchTest
  static final ArchRule CLUSTER =
      only(
          "cluster",
          in("plan"),
          in("command"),
          in("client"),
          in("transport"),
          in("schedule"),
          in("record"),
          CORE,
          RESULTS);

  @ArchTest
  static final ArchRule SERVE =
      only(
          "serve",
          in("server"),
          in("transport"),
          in("database"),
          in("command"),
          in("machine"),
          CORE,
          RESULTS);

  @ArchTest
  static final ArchRule TARGET =
      only("target", in("serve"), in("server"), in("command"), in("machine"), CORE, RESULTS);

  @ArchTest
  static final ArchRule RUN_KNOWS_NO_PROGRAM =
      noClasses()
          .that()
          .resideInAPackage(in("run"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              in("loadtest"), in("serve"), in("agent"), in("enroll"), in("size"), in("soak"));

  @ArchTest
  static final ArchRule LOADTEST_USES_NO_OTHER_PROGRAM =
      noClasses()
          .that()
          .resideInAPackage(in("loadtest"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(in("serve"), in("agent"), in("enroll"), in("size"), in("soak"));

  @ArchTest
  static final ArchRule AGENT_USES_NO_OTHER_PROGRAM =
      noClasses()
          .that()
          .resideInAPackage(in("agent"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(in("loadtest"), in("serve"), in("enroll"), in("size"), in("soak"));

  @ArchTest
  static final ArchRule SOAK_USES_LOADTEST_ONLY =
      noClasses()
          .that()
          .resideInAPackage(in("soak"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(in("serve"), in("agent"), in("enroll"), in("size"));

  @ArchTest
  static final ArchRule SIZE_USES_LOADTEST_ONLY =
      noClasses()
          .that()
          .resideInAPackage(in("size"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(in("serve"), in("agent"), in("enroll"), in("soak"));

  private static String in(String name) {
    return ROOT + "." + name + "..";
  }

  /** A package uses itself, the listed packages, and nothing else of this project. */
  private static ArchRule only(String name, String... others) {
    String[] allowed = Arrays.copyOf(others, others.length + 1);
    allowed[others.length] = in(name);
    return classes()
        .that()
        .resideInAPackage(in(name))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage(OURS))));
  }

  @ArchTest
  static final ArchRule THE_ROOT_HOLDS_NO_CODE =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("package-info")
          .should()
          .resideInAPackage(ROOT);

  /** Which exchange runs is a name: server and client are written against roles. */
  @ArchTest
  static final ArchRule EXCHANGES_ARE_KNOWN_BY_NAME_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.kexbench.core.kx1..",
                  "dev.kexbench.core.noise..",
                  "dev.kexbench.core.tls.."));

  @ArchTest
  static final ArchRule BENCH_IS_NOT_USED =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.kexbench.bench..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.kexbench.loadgen.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SCHEDULES_AND_RECORDS_USE_NO_SOCKETS =
      noClasses()
          .that()
          .resideInAnyPackage(in("schedule"), in("record"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..");

  @ArchTest
  static final ArchRule OUTPUT_GOES_THROUGH_THE_CONSOLE =
      noClasses()
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
