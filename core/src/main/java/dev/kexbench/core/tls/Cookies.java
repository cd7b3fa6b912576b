package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ExchangeContext;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * The cookies of a DTLS server (RFC 6347, section 4.2.1): {@code HMAC(secret, address length u16 ‖
 * address ‖ client version ‖ random ‖ session id)}, 32 bytes. The secret changes every minute, and
 * the previous one stays valid, so a cookie is valid for one to two minutes. Thread-safe.
 */
final class Cookies {
  static final int BYTES = Sha256.BYTES;
  static final long SECRET_MILLIS = 60_000;

  private final Pool<Sha256> hashes;
  private final SecureRandom random;
  private final LongSupplier clockMillis;

  private long sinceMillis;
  private byte[] current;
  private byte[] previous;

  Cookies(Pool<Sha256> hashes, ExchangeContext context) {
    this.hashes = hashes;
    this.random = context.random();
    this.clockMillis = context.clockMillis();
    this.sinceMillis = clockMillis.getAsLong();
    this.current = secret();
    this.previous = secret();
  }

  private byte[] secret() {
    byte[] secret = new byte[Sha256.BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** The cookie for this address and these parameters of a ClientHello. */
  synchronized byte[] create(byte[] address, byte[] parameters) {
    rotate();
    return cookie(current, address, parameters);
  }

  /** Whether it was created for this address and these parameters, and recently. */
  synchronized boolean isValid(byte[] cookie, byte[] address, byte[] parameters) {
    if (cookie.length != BYTES) {
      return false;
    }
    rotate();
    return MessageDigest.isEqual(cookie, cookie(current, address, parameters))
        || MessageDigest.isEqual(cookie, cookie(previous, address, parameters));
  }

  private byte[] cookie(byte[] secret, byte[] address, byte[] parameters) {
    byte[] length = ByteBuffer.allocate(Short.BYTES).putShort((short) address.length).array();
    return hashes.with(sha -> sha.hmac(secret, length, address, parameters));
  }

  private void rotate() {
    long elapsedMillis = clockMillis.getAsLong() - sinceMillis;
    if (elapsedMillis >= 0 && elapsedMillis < SECRET_MILLIS) {
      return;
    }
    boolean next = elapsedMillis >= 0 && elapsedMillis < 2 * SECRET_MILLIS;
    Secrets.wipe(previous);
    if (!next) {
      Secrets.wipe(current);
    }
    previous = next ? current : secret(); // after a longer time, or if the clock was set back
    current = secret();
    sinceMillis += Math.floorDiv(elapsedMillis, SECRET_MILLIS) * SECRET_MILLIS;
  }
}
