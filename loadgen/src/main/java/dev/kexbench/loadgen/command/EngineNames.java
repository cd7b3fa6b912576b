package dev.kexbench.loadgen.command;

import dev.kexbench.core.exchange.TlsEngine;
import java.util.Arrays;
import java.util.Iterator;

/** The names of all TLS engines: what the shell completes where an option takes one. */
public final class EngineNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(TlsEngine.values()).map(TlsEngine::label).iterator();
  }
}
