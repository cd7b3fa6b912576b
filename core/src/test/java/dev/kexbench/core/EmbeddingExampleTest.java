package dev.kexbench.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The example in core's package documentation runs, and the documentation shows exactly the code
 * that runs.
 */
class EmbeddingExampleTest {
  private static final Path PAGE = Path.of("src/main/java/dev/kexbench/core/package-info.java");
  private static final Path TEST =
      Path.of("src/test/java/dev/kexbench/core/EmbeddingExampleTest.java");

  private final ServerKeys keys = TestKeys.rsa(2048);
  private final ClientCredentials alice = alice();
  private final ClientTable table = new OnlyAlice();

  @Test
  void theExampleYieldsTheSameKeysOnBothSides() {
    // example begins
    var crypto = new CryptoChoice(Backends.select("auto").backend(), PoolKind.BOUNDED, 2);
    var context =
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE);
    StreamExchange kx1 = Catalogue.findStream("kx1-rsa2048").orElseThrow();
    ServerSide servers = kx1.server(new ServerSetup(keys, table, crypto, context, true));
    ClientSide clients = kx1.client(new ClientSetup(keys.publicKey(), crypto, context));

    Role server = servers.accept();
    ClientRole client = clients.open(alice);
    var offer = (Step.Send) client.start();
    var work = (Step.Compute) server.receive(ByteBuffer.wrap(offer.bytes()));
    var ack = (Step.Send) work.work().get();
    var here = (Step.Established) client.receive(ByteBuffer.wrap(ack.bytes()));
    var there = (Step.Established) server.receive(ByteBuffer.wrap(here.bytes()));
    // example ends
    try (Session ours = here.session();
        Session theirs = there.session()) {
      assertArrayEquals(ours.id(), theirs.id());
      assertArrayEquals(ours.key(SessionKey.EXPORTER), theirs.key(SessionKey.EXPORTER));
    } finally {
      client.close();
      server.close();
    }
  }

  @Test
  void thePackageDocumentationShowsTheCodeThatRuns() throws IOException {
    List<String> shown =
        between(Files.readAllLines(PAGE), " * <pre>{@code", " * }</pre>").stream()
            .map(line -> line.substring(Math.min(3, line.length())))
            .toList();
    List<String> run =
        between(Files.readAllLines(TEST), "    // example begins", "    // example ends").stream()
            .map(line -> line.substring(Math.min(4, line.length())))
            .toList();
    assertEquals(14, run.size());
    assertEquals(run, shown);
  }

  private static List<String> between(List<String> lines, String from, String to) {
    int begin = lines.indexOf(from);
    return lines.subList(begin + 1, lines.indexOf(to));
  }

  private ClientCredentials alice() {
    ClientId id = ClientId.ofName("alice");
    byte[] admission =
        Enrolment.admissionKey(Backends.select("jdk").backend().sha256(), keys.gate(), id);
    return new ClientCredentials(id, new byte[32], Optional.of(admission), "alice");
  }

  private final class OnlyAlice implements ClientTable {
    @Override
    public boolean copyRoot(ClientId client, byte[] root) {
      boolean known = client.equals(alice.id());
      if (known) {
        System.arraycopy(alice.root(), 0, root, 0, ROOT_BYTES);
      }
      return known;
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
