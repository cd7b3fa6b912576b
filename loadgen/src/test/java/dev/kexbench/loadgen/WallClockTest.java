package dev.kexbench.loadgen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/**
 * A clock that is set back by an hour changes no duration, timeout or rate: those come from {@code
 * System.nanoTime}, which nobody can set. The time of day is read only for time stamps and names of
 * folders, and for the time that KX1 sends in an admission part.
 */
@AnalyzeClasses(packages = "dev.kexbench", importOptions = ImportOption.DoNotIncludeTests.class)
class WallClockTest {
  /** Who reads the time of day, and what for. */
  private static final String READERS =
      "dev\\.kexbench\\.("
          + "loadgen\\.(serve\\.ServeMain|run\\.ClientLoad" // the protocol's time
          + "|run\\.(PhaseWatch|RunControl|PartialRun)|agent\\.ReportingAgent" // when a run started
          + "|server\\.KeyFolder|soak\\.SoakMain|size\\.SizeMain|loadtest\\.LoadtestOptions" // names of folders
          + "|loadtest\\.(CalibrationRun|LoadtestMain)" // a date, a seed
          + "|cluster\\..*)" // what the clocks of two machines differ by
          + "|bench\\..*|results\\..*" // dates of results, the protocol's time
          + ")(\\$.*)?";

  @ArchTest
  static final ArchRule THE_TIME_OF_DAY_IS_READ_FOR_TIME_STAMPS_ONLY =
      noClasses()
          .that()
          .haveNameNotMatching(READERS)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callConstructor(Date.class);
}
