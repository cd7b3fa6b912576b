package dev.kexbench.core.tls.engine;

import dev.kexbench.core.tls.TlsSuite;
import java.nio.ByteBuffer;

/** The hellos of one handshake, as far as they have been sent and received. */
final class Hellos {
  private final TlsSuite suite;
  private final HelloReader client = new HelloReader();
  private final HelloReader server = new HelloReader();
  private final HelloReader own;
  private final HelloReader peers;

  Hellos(TlsSuite suite, boolean isClient) {
    this.suite = suite;
    this.own = isClient ? client : server;
    this.peers = isClient ? server : client;
  }

  /** Whole records that this side sends. */
  void sent(byte[] records) {
    own.add(records);
  }

  /** Whole records that this side has received. */
  void received(byte[] records) {
    peers.add(records);
  }

  /** Whether the ServerHello is known. */
  boolean isAnswered() {
    return server.isWhole();
  }

  /** Whether the server resumes a session, as its first flight shows. */
  boolean resumes() {
    return server.resumes(suite.isVersion13());
  }

  /**
   * Whether a hello lacks what every handshake must have: BoringSSL would choose another cipher
   * suite of TLS 1.3, and both engines do without the extended master secret (RFC 7627).
   */
  boolean isUnsupported() {
    return lacks(client) || lacks(server);
  }

  private boolean lacks(HelloReader hello) {
    if (!hello.isWhole()) {
      return false;
    }
    return !hello.names(suite.cipherSuites()[0])
        || !suite.isVersion13() && !hello.hasExtendedMasterSecret();
  }

  /** The client's random, then the server's; both hellos are whole. */
  byte[] randoms() {
    byte[] first = client.random();
    byte[] second = server.random();
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
