package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeProgressTest {
  @ParameterizedTest
  @CsvSource({
    "NONE, STARTED",
    "STARTED, STARTED",
    "COMPUTING, COMPUTING",
    "CONFIRM_DUE, CONFIRM_DUE",
    "CONFIRM_COMPUTING, CONFIRM_COMPUTING"
  })
  void partOfAFrameStartsAnExchangeIfNoneHasStarted(
      ExchangeProgress before, ExchangeProgress after) {
    assertEquals(after, before.partOfFrame());
  }

  @ParameterizedTest
  @CsvSource({"NONE, COMPUTING", "STARTED, COMPUTING", "CONFIRM_DUE, CONFIRM_COMPUTING"})
  void aCryptoTaskIsForTheFirstFrameUnlessAConfirmIsDue(
      ExchangeProgress before, ExchangeProgress after) {
    assertEquals(after, before.compute());
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, NONE",
    "STARTED, STARTED",
    "COMPUTING, NONE",
    "CONFIRM_DUE, CONFIRM_DUE",
    "CONFIRM_COMPUTING, CONFIRM_DUE"
  })
  void theEndOfATaskKeepsADueConfirm(ExchangeProgress before, ExchangeProgress after) {
    assertEquals(after, before.computed());
  }
}
