package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Counts of both sides and private-key operations, at the tolerance and beyond it. */
class ResumedCheckTest {
  private static final long FULL = 2_000;
  private static final long RESUMED = 8_000;

  private static List<ValidityReason> reasons(
      long resumedByClients, long operations, long unfinished, boolean own) {
    ValidityCheck check = new ValidityCheck(false, List.of());
    ServerObservation.Returned returned =
        new ServerObservation.Returned(
            RESUMED,
            FULL,
            operations == 0 ? OptionalLong.empty() : OptionalLong.of(operations),
            unfinished);
    ResumedCheck.of(check, returned, resumedByClients, FULL + RESUMED, own);
    return check.verdict().reasons();
  }

  private static void assertReason(Validity effect, String text, List<ValidityReason> reasons) {
    assertEquals(1, reasons.size());
    assertEquals(ReasonKey.RESUMED, reasons.get(0).key());
    assertEquals(effect, reasons.get(0).effect());
    assertTrue(reasons.get(0).text().contains(text), reasons.get(0)::text);
  }

  @Test
  void aDifferenceOfOneInAThousandIsTolerated() {
    assertEquals(List.of(), reasons(RESUMED, FULL, 0, true));
    assertEquals(List.of(), reasons(RESUMED - 10, FULL + 10, 0, true));
    assertEquals(List.of(), reasons(RESUMED + 10, FULL - 10, 0, true));
  }

  @Test
  void otherCountsThanTheClientsAreNotValid() {
    assertReason(Validity.INVALID, "the clients 8,011", reasons(RESUMED + 11, FULL, 0, true));
    assertReason(Validity.SUSPECT, "other clients use it", reasons(RESUMED - 11, FULL, 0, false));
  }

  @Test
  void privateKeyOperationsInResumedHandshakesAreNotValid() {
    assertReason(
        Validity.INVALID,
        "2,011 private-key operations for 2,000 full handshakes: it uses its private key",
        reasons(RESUMED, FULL + 11, 0, true));
    assertReason(
        Validity.INVALID, "10,000 private-key", reasons(RESUMED, FULL + RESUMED, 0, false));
  }

  @Test
  void offersThatLedToNoSessionMayHaveCostAnOperation() {
    assertEquals(List.of(), reasons(RESUMED, FULL + 500, 490, true));
    assertReason(Validity.INVALID, "2,500", reasons(RESUMED, FULL + 500, 489, true));
  }

  @Test
  void fewerOperationsThanFullHandshakesAreNotValid() {
    assertReason(Validity.INVALID, "performed only 1,989", reasons(RESUMED, FULL - 11, 0, true));
  }

  @Test
  void anExchangeWithoutSuchAnOperationIsJudgedByItsCounts() {
    assertEquals(List.of(), reasons(RESUMED, 0, 0, true));
  }

  /** Fewer than the clients had before the measured time: the statistics are not of this server. */
  @Test
  void noCountIsNegative() {
    ServerStats stats =
        ServerStats.builder("kx1-rsa2048", "test")
            .counts(ServerCounts.builder().acked(63).confirmed(63).build())
            .stages(Map.of("privateKey", stage(63)))
            .build();
    ServerObservation.Returned returned = ResumedCheck.returned(stats, 100_000);
    assertEquals(new ServerObservation.Returned(0, 63, OptionalLong.of(63), 0), returned);
    ValidityCheck check = new ValidityCheck(false, List.of());
    ResumedCheck.of(check, returned, 500, 563, true);
    assertReason(
        Validity.INVALID,
        "the server counted 0 resumed handshakes, the clients 500",
        check.verdict().reasons());
  }

  private static String stage(long operations) {
    Histogram key = new Histogram(1_000_000, 3);
    key.recordValueWithCount(1_000, operations);
    return HistogramText.encode(key);
  }

  @Test
  void readsWhatTheServerHasCounted() {
    ServerStats stats =
        ServerStats.builder("kx1-rsa2048", "test")
            .counts(
                ServerCounts.builder()
                    .acked(107)
                    .confirmed(100)
                    .resumed(80)
                    .rejected(Map.of("rejected", 3L, "ticket", 5L))
                    .build())
            .stages(Map.of("privateKey", stage(25)))
            .build();
    assertEquals(
        new ServerObservation.Returned(78, 20, OptionalLong.of(25), 10),
        ResumedCheck.returned(stats, 2));
  }

  @Test
  void aPrivateKeyOperationOfABatchServesSeveralHandshakes() {
    ServerStats stats =
        ServerStats.builder("kx1-rsa2048-batch", "test")
            .counts(ServerCounts.builder().acked(100).confirmed(100).build())
            .stages(Map.of("privateKey", stage(20)))
            .build();
    assertEquals(OptionalLong.empty(), ResumedCheck.returned(stats, 0).keyOperations());
  }

  @Test
  void waitsForTicketsThatDoNotComeMakeTheRate() {
    ValidityCheck check = new ValidityCheck(false, List.of());
    ResumedCheck.ticketWaits(check, 1, 1_000);
    assertEquals(List.of(), check.verdict().reasons());
    ResumedCheck.ticketWaits(check, 2, 1_000);
    assertEquals(Validity.SUSPECT, check.verdict().reasons().get(0).effect());
  }
}
