package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.ClientId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Seals and opens tickets: {@code key name 8 ‖ nonce 12 ‖ AES-256-GCM(client id 16 ‖ expiry 8 ‖
 * resumption secret 32) ‖ tag 16}. The key is random and exists only here; it is replaced once per
 * ticket lifetime, opens tickets for one more, and is then wiped. Thread-safe.
 */
final class TicketKeys {
  private static final int NAME_BYTES = 8;
  private static final int EXPIRY_BYTES = Long.BYTES;
  private static final int CONTENT_BYTES = ClientId.BYTES + EXPIRY_BYTES + Ticketed.SECRET_BYTES;

  /** How many messages a key may seal with random nonces (NIST SP 800-38D, section 8.3). */
  private static final long MOST_SEALED = 1L << 32;

  private static final int SEALED_AT = NAME_BYTES + AesGcm.NONCE_BYTES;

  /** The length of a ticket in bytes: 92. */
  static final int TICKET_BYTES = SEALED_AT + CONTENT_BYTES + AesGcm.TAG_BYTES;

  private final Pool<AesGcm> ciphers;
  private final SecureRandom random;
  private final LongSupplier clockMillis;
  private final long lifetimeMillis;
  private final byte[] associated;
  private final Key dummy;

  private Key current;
  private Key previous;

  /** How many tickets the current key has sealed. */
  private long sealed;

  /** A key and the time from which it has sealed. */
  private record Key(byte[] name, byte[] key, long sinceMillis) {
    @Override
    public String toString() {
      return "Key";
    }
  }

  /**
   * What a ticket holds.
   *
   * @param secret the resumption secret, 32 bytes; the receiver wipes it
   */
  record Ticketed(ClientId client, long expiresAtMillis, byte[] secret) {
    static final int SECRET_BYTES = 32;

    @Override
    public String toString() {
      return "Ticketed";
    }
  }

  /**
   * The result of opening.
   *
   * @param wrong 0 if the ticket is genuine, of this client and in time, else the {@link
   *     TicketFault#bit}s of what it is not
   * @param ticketed random bytes, if it is not genuine
   */
  record Opened(int wrong, Ticketed ticketed) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /**
   * New keys.
   *
   * @param binding what tickets are for: the suite and the server's key
   */
  TicketKeys(ServerSetup setup, Duration lifetime, byte[] binding) {
    var crypto = setup.crypto();
    this.ciphers = crypto.pooled(crypto.backend()::aesGcm);
    this.random = setup.context().random();
    this.clockMillis = setup.context().clockMillis();
    this.lifetimeMillis = lifetime.toMillis();
    this.associated = Parts.joined(Label.TICKET, binding);
    long now = clockMillis.getAsLong();
    this.dummy = fresh(now);
    this.previous = fresh(now);
    this.current = fresh(now);
  }

  /** Whether its tickets are for the suite and key pair of this binding. */
  boolean isFor(byte[] binding) {
    return Arrays.equals(associated, Parts.joined(Label.TICKET, binding));
  }

  private Key fresh(long now) {
    return new Key(randomBytes(NAME_BYTES), randomBytes(AesGcm.KEY_BYTES), now);
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The expiry of a ticket that follows a full exchange now. */
  long expiryMillis() {
    return clockMillis.getAsLong() + lifetimeMillis;
  }

  /** The seconds until then, rounded down; at least 0. */
  int secondsUntil(long expiresAtMillis) {
    long left = Math.max(0, expiresAtMillis - clockMillis.getAsLong());
    return (int) Math.min(Integer.MAX_VALUE, left / Duration.ofSeconds(1).toMillis());
  }

  /** A ticket, {@link #TICKET_BYTES} long. */
  byte[] seal(Ticketed content) {
    Key key = sealing();
    byte[] nonce = randomBytes(AesGcm.NONCE_BYTES);
    byte[] plain =
        ByteBuffer.allocate(CONTENT_BYTES)
            .put(content.client().bytes())
            .putLong(content.expiresAtMillis())
            .put(content.secret())
            .array();
    try {
      AesGcm.Use use = new AesGcm.Use(key.key(), nonce, associated(key.name()));
      byte[] sealed = ciphers.with(cipher -> cipher.seal(use, plain));
      return ByteBuffer.allocate(TICKET_BYTES).put(key.name()).put(nonce).put(sealed).array();
    } finally {
      Secrets.wipe(plain, key.key());
    }
  }

  /**
   * Opens a ticket that this client presents. There is one path, whatever is wrong with it.
   *
   * @param ticket {@link #TICKET_BYTES} bytes
   */
  Opened open(byte[] ticket, ClientId client) {
    Key key = named(Arrays.copyOf(ticket, NAME_BYTES));
    byte[] nonce = Arrays.copyOfRange(ticket, NAME_BYTES, SEALED_AT);
    byte[] sealed = Arrays.copyOfRange(ticket, SEALED_AT, ticket.length);
    byte[] stand = randomBytes(CONTENT_BYTES);
    byte[] plain = {};
    try {
      AesGcm.Use use = new AesGcm.Use(key.key(), nonce, associated(key.name()));
      plain = ciphers.with(cipher -> cipher.open(use, sealed)).orElse(stand);
      ByteBuffer fields = ByteBuffer.wrap(plain, ClientId.BYTES, EXPIRY_BYTES);
      long expiry = fields.getLong();
      int wrong =
          TicketFault.UNREADABLE.bit(plain != stand)
              | TicketFault.OTHER_CLIENT.bit(
                  MessageDigest.isEqual(Arrays.copyOf(plain, ClientId.BYTES), client.bytes()))
              | TicketFault.EXPIRED.bit(clockMillis.getAsLong() < expiry);
      byte[] secret = Arrays.copyOfRange(plain, ClientId.BYTES + EXPIRY_BYTES, CONTENT_BYTES);
      return new Opened(wrong, new Ticketed(client, expiry, secret));
    } finally {
      Secrets.wipe(plain, stand, key.key());
    }
  }

  /** The AEAD tag of a ticket, which no two tickets share: what a server remembers of it. */
  static byte[] tag(byte[] ticket) {
    return Arrays.copyOfRange(ticket, TICKET_BYTES - AesGcm.TAG_BYTES, TICKET_BYTES);
  }

  private byte[] associated(byte[] name) {
    return Parts.joined(associated, name);
  }

  /** A copy of the current key, which the caller wipes. */
  private synchronized Key sealing() {
    rotateIfDue();
    sealed++;
    return copy(current);
  }

  /** A copy of the key with this name; of one that has sealed nothing, if there is none. */
  private synchronized Key named(byte[] name) {
    rotateIfDue();
    return copy(
        Arrays.equals(name, current.name())
            ? current
            : Arrays.equals(name, previous.name()) ? previous : dummy);
  }

  private static Key copy(Key key) {
    return new Key(key.name(), key.key().clone(), key.sinceMillis());
  }

  private void rotateIfDue() {
    long now = clockMillis.getAsLong();
    boolean old = Math.abs(now - current.sinceMillis()) >= lifetimeMillis; // also if set back
    if (old || sealed >= MOST_SEALED) {
      Key next = fresh(now);
      Secrets.wipe(previous.key());
      previous = current;
      current = next;
      sealed = 0;
    }
    if (now - previous.sinceMillis() >= 2 * lifetimeMillis) { // no ticket of it is valid any more
      Key none = fresh(now);
      Secrets.wipe(previous.key());
      previous = none;
    }
  }

  @Override
  public String toString() {
    return "TicketKeys";
  }
}
