package dev.kexbench.core.tls.engine;

import static dev.kexbench.core.tls.engine.EngineTalk.ALICE;
import static dev.kexbench.core.tls.engine.EngineTalk.NO_TICKETS;
import static dev.kexbench.core.tls.engine.EngineTalk.clients;
import static dev.kexbench.core.tls.engine.EngineTalk.run;
import static dev.kexbench.core.tls.engine.EngineTalk.server;
import static dev.kexbench.core.tls.engine.EngineTalk.talk;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.tls.ClientCertificates;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose fault an unchecked exception in a handshake is. */
class EngineFaultTest {
  private static final int CERTIFICATE_AUTHORITIES = 47;
  private static final int RECORD_HEADER = 5;
  private static final int HEADER = 4;
  private static final int VERSION_AND_RANDOM = 34;

  static Stream<StreamExchange> mutual() {
    return SslEngines.all().stream().filter(StreamExchange::usesClientCertificates);
  }

  static Stream<StreamExchange> version13() {
    return SslEngines.all().stream().filter(each -> each.suite().startsWith("tls13"));
  }

  @ParameterizedTest
  @MethodSource("mutual")
  void anIllegalArgumentOfAProgramIsNoFaultOfThePeer(StreamExchange exchange) {
    IllegalArgumentException bug = new IllegalArgumentException("this test's");
    ClientTable broken =
        new ClientTable() {
          @Override
          public boolean copyRoot(ClientId client, byte[] root) {
            throw bug;
          }

          @Override
          public int size() {
            return 1;
          }
        };
    var around =
        new ExchangeContext(() -> ClientCertificates.IN_2030, new SecureRandom(), StageTimer.NONE);
    ServerSide side = server(exchange, broken, NO_TICKETS, around);
    ClientRole client = clients(exchange).open(ALICE);
    assertSame(bug, assertThrows(RuntimeException.class, () -> talk(client, side.accept())));
  }

  @ParameterizedTest
  @MethodSource("version13")
  void aNameOfACaThatIsNoNameIsAFaultOfThePeer(StreamExchange exchange) {
    byte[] noName = {0, 5, 0, 3, 1, 2, 3};
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      byte[] hello = with(EngineTalk.bytes(client.start()), noName);
      server.start();
      Step step = run(server.receive(ByteBuffer.wrap(hello)));
      if (exchange.name().endsWith("@jdk")) {
        // Newer JDKs find the malformed name themselves.
        Reason reason = assertInstanceOf(Step.Refused.class, step).reason();
        assertTrue(EnumSet.of(Reason.REJECTED, Reason.MALFORMED).contains(reason), reason::name);
      } else {
        assertInstanceOf(Step.Send.class, step, "this engine does not read the names");
      }
    }
  }

  /** A ClientHello in one record, with an extension that names CAs. */
  private static byte[] with(byte[] hello, byte[] authorities) {
    ByteBuffer from = ByteBuffer.wrap(hello).position(RECORD_HEADER + HEADER + VERSION_AND_RANDOM);
    from.position(from.position() + 1 + from.get(from.position()));
    from.position(from.position() + 2 + from.getShort(from.position()));
    from.position(from.position() + 1 + from.get(from.position()));
    int more = HEADER + authorities.length;
    ByteBuffer to = ByteBuffer.allocate(hello.length + more).put(hello);
    to.putShort((short) CERTIFICATE_AUTHORITIES)
        .putShort((short) authorities.length)
        .put(authorities);
    to.putShort(RECORD_HEADER - 2, (short) (to.capacity() - RECORD_HEADER));
    to.putInt(RECORD_HEADER, 1 << 24 | to.capacity() - RECORD_HEADER - HEADER);
    int extensions = from.position();
    to.putShort(extensions, (short) (from.getShort(extensions) + more));
    return to.array();
  }
}
