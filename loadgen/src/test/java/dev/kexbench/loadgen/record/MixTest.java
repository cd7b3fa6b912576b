package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixTest {
  @Test
  void sharesNeedNotAddUpToAHundred() {
    Mix mix = Mix.parse("ok=3, bad-mac=1");
    assertEquals(0.75, mix.share(ClientClass.OK));
    assertEquals(0.25, mix.share(ClientClass.BAD_MAC));
    assertEquals(0, mix.share(ClientClass.REPLAY));
    assertEquals(Map.of("ok", 3.0, "bad-mac", 1.0), mix.byLabel());
  }

  @Test
  void omitsAClassWithAShareOfZero() {
    assertEquals(Set.of(ClientClass.OK), Mix.parse("ok=94,half-open=0").classes());
  }

  @Test
  void selectsClassesByTheirShares() {
    Mix mix = Mix.parse("ok=50,garbage=25,replay=25");
    int[] found = new int[ClientClass.values().length];
    for (int i = 0; i < 1_000; i++) {
      found[mix.at(i / 1_000.0 * mix.whole()).ordinal()]++;
    }
    assertEquals(500, found[ClientClass.OK.ordinal()]);
    assertEquals(250, found[ClientClass.GARBAGE.ordinal()]);
    assertEquals(250, found[ClientClass.REPLAY.ordinal()]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ok | is not CLASS=SHARE",
        "ok=1,,garbage=1 | is not CLASS=SHARE",
        "good=1 | unknown client class 'good'; choose from ok, bad-mac",
        "ok=many | 'many' is not a share",
        "ok=-1 | the share of ok must be 0 or more",
        "ok=NaN | the share of ok must be 0 or more",
        "ok=1,ok=2 | a share of ok is given twice",
        "half-open=5 | a mix needs a class other than half-open",
        "ok=0 | a mix needs a class"
      })
  void explainsWhatIsWrongWithAMix(String text, String expected) {
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> Mix.parse(text)).getMessage();
    assertTrue(refusal.contains(expected), refusal);
  }
}
