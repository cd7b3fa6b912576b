package dev.kexbench.loadgen;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Surroundings;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One exchange with one key pair and a few clients, made once and shared by all tests. */
public final class TestExchange {
  public static final StreamExchange KX1 = Catalogue.findStream("kx1-rsa2048").orElseThrow();

  public static final CryptoBackend BACKEND = Backends.select("auto").backend();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int THREADS = 8;

  public static final ServerKeys KEYS = KX1.generateKeys(RANDOM);

  public static final List<ClientCredentials> CLIENTS =
      Enrolment.random(
          "test-", 8, new Enrolment.EnrolmentSetup(KEYS.gate(), BACKEND.sha256(), RANDOM));

  private TestExchange() {}

  /** The server side, its stages timed by this. */
  public static ServerSide serverSide(StageTimer timer) {
    return serverSide(timer, BACKEND);
  }

  /** The same over other crypto. */
  public static ServerSide serverSide(StageTimer timer, CryptoBackend backend) {
    return serverSide(timer, backend, false);
  }

  /** One that asks for admission tags. */
  public static ServerSide guardedSide(StageTimer timer) {
    return serverSide(timer, BACKEND, true);
  }

  private static ServerSide serverSide(StageTimer timer, CryptoBackend backend, boolean admission) {
    return KX1.server(
        new ServerSetup(KEYS, new Table(), crypto(backend), surroundings(timer), admission));
  }

  /** The client side. */
  public static ClientSide clientSide() {
    return KX1.client(new ClientSetup(KEYS.open(), crypto(BACKEND), surroundings(StageTimer.NONE)));
  }

  private static CryptoChoice crypto(CryptoBackend backend) {
    return new CryptoChoice(backend, PoolKind.THREAD_LOCAL, THREADS);
  }

  private static Surroundings surroundings(StageTimer timer) {
    return new Surroundings(System::currentTimeMillis, RANDOM, timer);
  }

  private record Table(Map<ClientId, ClientCredentials> rows) implements ClientTable {
    Table() {
      this(CLIENTS.stream().collect(Collectors.toMap(ClientCredentials::id, Function.identity())));
    }

    @Override
    public boolean copyRoot(ClientId client, byte[] root) {
      ClientCredentials row = rows.get(client);
      if (row == null) {
        return false;
      }
      System.arraycopy(row.root(), 0, root, 0, ROOT_BYTES);
      return true;
    }

    @Override
    public int size() {
      return rows.size();
    }
  }
}
