package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.report.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTextTest {
  private static ServerIdentity arrived(ServerIdentity sent) {
    return Json.fromJson(Json.toJson(ServerText.of(sent)), ServerText.class)
        .orElseThrow()
        .identity();
  }

  private static void assertArrives(Optional<String> name, ServerVerification way) {
    ServerIdentity sent = new ServerIdentity(name, way);
    assertEquals(sent, arrived(sent));
  }

  @Test
  void whatClientsKnowOfAServerArrives() {
    CertificateFingerprint fingerprint = CertificateFingerprint.parse("ab".repeat(32));
    assertArrives(
        Optional.of("host.example"), new ServerVerification.PinnedFingerprint(fingerprint));
    assertArrives(Optional.empty(), new ServerVerification.None());
    ServerIdentity own = ServerIdentity.of(TestExchange.KEYS.publicKey());
    assertEquals(own.key().key(), arrived(own).key().key());
  }
}
