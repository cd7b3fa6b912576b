package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.AnswerTimes.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaterfallFileTest {
  @Test
  void writesEveryPartOfAnAnswer() {
    AnswerTimes times = WaterfallFile.of(WaterfallTextTest.allParts());
    assertEquals(AnswerTimes.SCHEMA, times.schema());
    Answer answer = times.answers().get(0);
    assertEquals(Map.of("bits", "2048", "provider", "JDK"), answer.keys());
    assertEquals("private-key operation", answer.parts().get(0).name());
    assertEquals("unexplained", answer.parts().get(answer.parts().size() - 1).name());
    double sum = answer.parts().stream().mapToDouble(AnswerTimes.Part::micros).sum();
    assertEquals(answer.whole().micros(), sum, 1e-9);
    answer.parts().forEach(part -> assertNotNull(part.error(), part.name()));
  }

  @Test
  void hasNoAnswerWhosePartsWereNotMeasured() {
    assertTrue(WaterfallFile.of(List.of()).answers().isEmpty());
  }
}
