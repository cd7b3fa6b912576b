package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.bench.suite.UnhardenedExchangeBenchmark.Asked;
import dev.kexbench.bench.suite.UnhardenedExchangeBenchmark.Message;
import dev.kexbench.core.crypto.BackendKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class UnhardenedExchangeBenchmarkTest {
  @Test
  void answersErrToAMessageInAnothersName() throws IOException, GeneralSecurityException {
    Asked asked = new Asked();
    asked.provider = BackendKind.JDK;
    asked.prepare(ServerKeyTest.key(2048));
    Message alices = asked.next();
    Message bobs = asked.next();
    assertEquals(1, asked.answer(alices));
    assertEquals(0, asked.answer(new Message(bobs.client(), alices.c())));
    assertThrows(IllegalStateException.class, asked::check);
  }
}
