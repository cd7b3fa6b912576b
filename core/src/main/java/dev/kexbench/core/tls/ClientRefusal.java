package dev.kexbench.core.tls;

import org.bouncycastle.tls.TlsFatalAlert;

/** A client whose certificate the server refuses. */
final class ClientRefusal extends TlsFatalAlert {
  private static final long serialVersionUID = 1L;

  ClientRefusal(short alert) {
    super(alert);
  }
}
