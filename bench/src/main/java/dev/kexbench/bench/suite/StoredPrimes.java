package dev.kexbench.bench.suite;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The two primes of an RSA key that is stored next to this class, so that every fork, JDK and
 * revision measures the same key; it protects nothing.
 */
record StoredPrimes(BigInteger p, BigInteger q) {
  private static final String FILE = "primes.txt";

  /** The primes on the line that starts with this name. */
  static StoredPrimes named(String name) throws IOException {
    try (InputStream in = StoredPrimes.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> line.split(" "))
          .map(words -> new StoredPrimes(number(words[1]), number(words[2])))
          .findFirst()
          .orElseThrow(() -> new IOException(FILE + " has no primes for " + name));
    }
  }

  private static BigInteger number(String hex) {
    return new BigInteger(hex, 16);
  }
}
