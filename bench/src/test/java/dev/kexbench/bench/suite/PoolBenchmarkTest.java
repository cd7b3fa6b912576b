package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.bench.suite.PoolBenchmark.Borrowed;
import dev.kexbench.bench.suite.PoolBenchmark.Kind;
import dev.kexbench.bench.suite.PoolBenchmark.SharedPool;
import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.PoolKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void keepsObjectsUnlessTheyAreFresh(PoolKind kind) throws IOException, GeneralSecurityException {
    Kind objects = new Kind();
    objects.provider = BackendKind.JDK;
    objects.object = PooledObject.SHA256;
    objects.load(ServerKeyTest.key(2048));
    SharedPool pool = new SharedPool();
    pool.pool = kind;
    pool.open(objects, 1);
    Object first = new PoolBenchmark().borrow(pool, new Borrowed());
    Object second = new PoolBenchmark().borrow(pool, new Borrowed());
    assertEquals(kind != PoolKind.FRESH, first == second);
  }
}
