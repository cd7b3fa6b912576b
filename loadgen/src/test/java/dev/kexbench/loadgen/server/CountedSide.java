package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.crypto.RsaOaepEncryption;
import dev.kexbench.core.crypto.RsaPrivateOperation;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a side's roles and crypto objects, and makes the crypto fail when a test asks for it. */
final class CountedSide {
  private final AtomicInteger roles = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicInteger firstUses = new AtomicInteger();
  private volatile int brokenEvery;

  /** KX1 over counted crypto. */
  ServerSide kx1(StageTimer timer) {
    return of(TestExchange.serverSide(timer, new Counted(TestExchange.BACKEND)));
  }

  /** KX1 over counted crypto that is kept in pools of this kind, for this many threads. */
  ServerSide kx1(StageTimer timer, PoolKind pool, int threads) {
    return of(TestExchange.serverSide(timer, new Counted(TestExchange.BACKEND), pool, threads));
  }

  /** Any side, with its roles counted. */
  ServerSide of(ServerSide side) {
    return new ServerSide() {
      @Override
      public Role accept() {
        return new CountedRole(side.accept());
      }

      @Override
      public Optional<CostlyOperation> costlyOperation() {
        return side.costlyOperation();
      }

      @Override
      public void warm() {
        side.warm();
      }
    };
  }

  /** Makes every n-th private-key operation fail from now on; none if 0. */
  void breakEvery(int which) {
    brokenEvery = which;
    operations.set(0);
  }

  /** How many private-key objects were used for the first time. */
  int firstUses() {
    return firstUses.get();
  }

  /** How many private-key objects were created. */
  int made() {
    return made.get();
  }

  void assertNothingIsLeaked() {
    eventually("every role is closed", () -> roles.get() == 0);
  }

  private final class CountedRole implements Role {
    private final Role role;
    private final AtomicBoolean closed = new AtomicBoolean();

    CountedRole(Role role) {
      this.role = role;
      roles.incrementAndGet();
    }

    @Override
    public Step start() {
      return role.start();
    }

    @Override
    public Step receive(ByteBuffer in) {
      return role.receive(in);
    }

    @Override
    public void close() {
      role.close();
      if (closed.compareAndSet(false, true)) {
        roles.decrementAndGet();
      }
    }
  }

  private final class Counted implements CryptoBackend {
    private final CryptoBackend real;

    Counted(CryptoBackend real) {
      this.real = real;
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public String version() {
      return real.version();
    }

    @Override
    public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
      made.incrementAndGet();
      RsaPrivateOperation operation = real.rsaPrivate(key);
      return new RsaPrivateOperation() {
        private boolean used;

        @Override
        public int bytes() {
          return operation.bytes();
        }

        @Override
        public void apply(byte[] c, byte[] out) {
          if (!used) {
            firstUses.incrementAndGet();
            used = true;
          }
          int count = operations.incrementAndGet();
          if (brokenEvery > 0 && count % brokenEvery == 0) {
            throw new IllegalStateException("a fault that this test has made");
          }
          operation.apply(c, out);
        }
      };
    }

    @Override
    public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
      return real.rsaOaep(key);
    }

    @Override
    public List<Provider> providers() {
      return real.providers();
    }

    @Override
    public Sha256 sha256() {
      return real.sha256();
    }

    @Override
    public Ecdh ecdh(Curve curve) {
      return real.ecdh(curve);
    }

    @Override
    public AesGcm aesGcm() {
      return real.aesGcm();
    }
  }
}
