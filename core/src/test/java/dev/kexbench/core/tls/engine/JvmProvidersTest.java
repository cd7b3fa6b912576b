package dev.kexbench.core.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

class JvmProvidersTest {
  private static List<String> names() {
    return Arrays.stream(Security.getProviders()).map(Provider::getName).toList();
  }

  @Test
  void pooledKeysComeFirst() {
    JvmProviders.prepare(Backends.select("jdk").backend());
    assertEquals(1, names().stream().filter("kexbench-pooled-keys"::equals).count());
    assertTrue(names().indexOf("kexbench-pooled-keys") < names().indexOf("SunRsaSign"));
  }

  @Test
  void accpComesBeforeTheProvidersOfTheJdk() throws Exception {
    CryptoBackend accp = Backends.select("auto").backend();
    assumeTrue(accp.name().equals("accp"), "ACCP does not load on this platform");
    JvmProviders.prepare(accp);
    JvmProviders.prepare(accp);
    String name = accp.providers().get(0).getName();
    assertEquals(1, names().stream().filter(name::equals).count());
    assertEquals(name, KeyPairGenerator.getInstance("EC").getProvider().getName());
    assertEquals(name, KeyAgreement.getInstance("ECDH").getProvider().getName());
  }

  @Test
  void bouncyCastleStaysOutOfTheList() {
    JvmProviders.prepare(Backends.select("bc").backend());
    assertNotEquals("BC", names().get(0));
  }
}
