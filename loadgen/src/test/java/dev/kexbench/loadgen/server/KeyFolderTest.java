package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates of a load test's own clients. */
class KeyFolderTest {
  private static final Exchange MUTUAL = Catalogue.find("tls13-ecdhe-mutual").orElseThrow();

  @TempDir private Path home;

  private void writeClients() {
    new ServerFolder(home).write(TestExchange.KEYS, TestExchange.CLIENTS);
    ClientFile.writeCredentials(home.resolve("credentials.csv"), TestExchange.CLIENTS);
  }

  private List<ClientCredentials> clients(Exchange exchange) {
    return KeyFolder.at(home, exchange, TestExchange.BACKEND).clients();
  }

  @Test
  void clientsGetCertificatesOnceAnExchangeNeedsThem() {
    writeClients();
    List<ClientCredentials> first = clients(MUTUAL);
    assertEquals(TestExchange.CLIENTS.size(), first.size());
    assertTrue(first.stream().allMatch(each -> each.certificate().isPresent()));
    List<ClientCredentials> again = clients(MUTUAL);
    for (int i = 0; i < first.size(); i++) {
      assertEquals(TestExchange.CLIENTS.get(i).id(), first.get(i).id());
      assertArrayEquals(TestExchange.CLIENTS.get(i).root(), first.get(i).root());
      assertArrayEquals(
          first.get(i).certificate().orElseThrow(), again.get(i).certificate().orElseThrow());
    }
  }

  @Test
  void otherExchangesCreateNoCertificates() {
    writeClients();
    assertFalse(new ServerFolder(home).hasAuthority());
    assertTrue(clients(TestExchange.KX1).stream().allMatch(each -> each.certificate().isEmpty()));
    assertFalse(new ServerFolder(home).hasAuthority());
    assertTrue(
        ClientFile.readCredentials(home.resolve("credentials.csv"), SecretFiles.Modes.CHECKED)
            .stream()
            .allMatch(each -> each.certificate().isEmpty()));
  }
}
