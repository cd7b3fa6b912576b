package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerPublicKey;
import dev.kexbench.core.identity.ServerVerification;

/** Checks what servers and clients of a suite are created with. */
public record SuiteInputs(TlsSuite suite) {
  /** Throws IllegalArgumentException if a server with this setup could not serve the suite. */
  public void requireFitting(ServerSetup setup) {
    if (setup.admission()) {
      throw new IllegalArgumentException(suite.label() + " has no admission part");
    }
    if (setup.certificates().intermediates() > 0 && !suite.has(Trait.SHOWS_CERTIFICATE)) {
      throw new IllegalArgumentException(suite.label() + " presents no certificate, so no chain");
    }
    if (suite.isMutual() && setup.certificates().clientAuthority().isEmpty()) {
      throw new IllegalArgumentException(
          suite.label() + " needs the certificate of the CA of its clients");
    }
    requireFitting(setup.keys().publicKey());
  }

  /** Throws IllegalArgumentException if a server cannot be verified like this. */
  public void requireFitting(ServerIdentity server) {
    if (server.verification() instanceof ServerVerification.PinnedKey pinned) {
      requireFitting(pinned.key());
    } else if (!suite.has(Trait.SHOWS_CERTIFICATE)
        && !(server.verification() instanceof ServerVerification.None)) {
      throw new IllegalArgumentException(
          suite.label() + " presents no certificate that could be checked");
    }
  }

  /** TLS 1.3 resumes with an ephemeral key agreement, TLS 1.2 without one. */
  public void requireFitting(Resumption resumption) {
    if (resumption.forwardSecret() && !suite.isVersion13()) {
      throw new IllegalArgumentException(
          suite.label() + " resumes without forward secrecy; TLS 1.3 resumes with it");
    }
  }

  private void requireFitting(ServerPublicKey key) {
    if (key.kind() != suite.keyKind()) {
      throw new IllegalArgumentException(
          "%s needs an %s key, this is an %s key"
              .formatted(suite.label(), suite.keyKind(), key.kind()));
    }
  }
}
