package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ColouredLinesTest {
  private static final String ESCAPES = "\u001b\\[\\d*m";

  /** A line with its colours in brackets. */
  private static String shown(String line) {
    String coloured = ColouredLines.coloured(line);
    assertEquals(line, coloured.replaceAll(ESCAPES, ""), "nothing but colours is added");
    return coloured
        .replace("\u001b[31m", "<red ")
        .replace("\u001b[32m", "<green ")
        .replace("\u001b[33m", "<yellow ")
        .replace("\u001b[0m", ">");
  }

  @Test
  void coloursVerdicts() {
    assertEquals("<green VALID>  kx1, p99 5 ms", shown("VALID  kx1, p99 5 ms"));
    assertEquals("  lag, <yellow SUSPECT>: late", shown("  lag, SUSPECT: late"));
    assertEquals("<red INVALID>  2 runs", shown("INVALID  2 runs"));
    assertEquals("<red NOT VALID>: 0 improved", shown("NOT VALID: 0 improved"));
    assertEquals("the result is not valid", shown("the result is not valid"));
  }

  @Test
  void coloursChanges() {
    assertEquals("12 <green improved>, 0 regressed", shown("12 improved, 0 regressed"));
    assertEquals("0 improved, 10 <red regressed>, 3", shown("0 improved, 10 regressed, 3"));
    assertEquals("a   1 µs   +9 %   <red regressed>", shown("a   1 µs   +9 %   regressed"));
    assertEquals("1 µs to 2 µs, +9 %, <red regressed>", shown("1 µs to 2 µs, +9 %, regressed"));
    assertEquals("improved, regressed: the", shown("improved, regressed: the"));
  }

  @Test
  void writesEveryLineAndWhatIsUnfinishedAtAFlush() {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(new ColouredLines(text), true);
    out.print("\rINVALID");
    assertEquals("", text.toString());
    out.flush();
    assertEquals("\rINVALID", text.toString());
    out.println();
    out.print("VALID\nx");
    out.close();
    assertEquals("\rINVALID\n\u001b[32mVALID\u001b[0m\nx", text.toString());
  }
}
