package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.bench.suite.UnhardenedExchangeBenchmark.Message;
import dev.kexbench.bench.suite.UnhardenedExchangeBenchmark.UnhardenedServer;
import dev.kexbench.core.crypto.BackendKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class UnhardenedExchangeBenchmarkTest {
  @Test
  void answersErrToAMessageInAnotherClientsName() throws IOException, GeneralSecurityException {
    UnhardenedServer server = new UnhardenedServer();
    server.provider = BackendKind.JDK;
    server.prepare(ServerKeyTest.key(2048));
    Message alices = server.next();
    Message bobs = server.next();
    assertEquals(1, server.answer(alices));
    assertEquals(0, server.answer(new Message(bobs.client(), alices.c())));
    assertThrows(IllegalStateException.class, server::check);
  }
}
