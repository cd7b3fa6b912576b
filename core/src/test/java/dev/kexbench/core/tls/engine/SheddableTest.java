package dev.kexbench.core.tls.engine;

import static dev.kexbench.core.tls.engine.EngineTalk.ALICE;
import static dev.kexbench.core.tls.engine.EngineTalk.clients;
import static dev.kexbench.core.tls.engine.EngineTalk.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.tls.Tls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which operations of a server an overload may shed: none after it has used its private key. */
class SheddableTest {
  static Stream<StreamExchange> exchanges() {
    return Stream.concat(SslEngines.all().stream(), Tls.all().stream());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void allButALastFlightThatTheServerDoesNotAnswer(StreamExchange exchange) {
    List<Boolean> sheddable = new ArrayList<>();
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      server.start();
      byte[] bytes = EngineTalk.bytes(client.start());
      for (boolean toServer = true; bytes.length > 0; toServer = !toServer) {
        Step step = (toServer ? server : client).receive(ByteBuffer.wrap(bytes));
        if (step instanceof Step.Compute task) {
          sheddable.add(task.sheddable());
        }
        bytes = EngineTalk.bytes(EngineTalk.run(step));
      }
    }
    boolean version13 = exchange.suite().startsWith("tls13");
    assertTrue(sheddable.get(0));
    for (boolean later : sheddable.subList(1, sheddable.size())) {
      assertEquals(!version13, later, sheddable::toString);
    }
    boolean oneOnly = version13 && !exchange.usesClientCertificates();
    assertEquals(oneOnly ? 1 : 2, sheddable.size(), sheddable::toString);
  }
}
