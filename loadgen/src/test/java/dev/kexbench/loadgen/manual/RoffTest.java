package dev.kexbench.loadgen.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoffTest {
  @Test
  void escapesWhatRoffInterprets() {
    assertEquals("\\-\\-rate=500 C:\\edir", Roff.escaped("--rate=500 C:\\dir"));
    assertEquals(
        "\\(aqp99<50ms\\(aq \\(dqx\\(dq \\(gay\\(ga \\(ti/keys \\(ha",
        Roff.escaped("'p99<50ms' \"x\" `y` ~/keys ^"));
  }

  @Test
  void writesAsciiOnly() {
    assertEquals("RESULTS\\[u2026] 1\\[u00BD] \\[u1F511]", Roff.escaped("RESULTS… 1½ 🔑"));
  }

  @Test
  void noLineOfTextIsARequest() {
    String text =
        new Roff().line(".so /etc/passwd").line("'br").line("").line("  indented").toString();
    assertEquals("\\&.so /etc/passwd\n\\(aqbr\n\\&\n\\&  indented\n", text);
  }

  @Test
  void breaksLongListsAtTheirCommas() {
    String list = "ok=80,bad=4,unknown=4,garbage=3,replay=3,open=6";
    assertTrue(Roff.escaped("Default: " + list).contains("ok=80,\\:bad=4,\\:"));
    assertFalse(Roff.escaped("such as 500,1k,2k").contains("\\:"));
  }

  @Test
  void keepsTheLinesOfAnExample() {
    String example = new Roff().example(List.of("a b", "-c")).toString();
    assertEquals(".PP\n.RS 4\n.nf\na b\n\\-c\n.fi\n.RE\n", example);
  }
}
