package dev.kexbench.loadgen.loadtest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of several ways to run a plan: with another build, JVM, provider, pool or transport.
 *
 * @param name also the name of its folder
 * @param jvm that runs generator and server
 * @param plan the options by long name
 */
record LoadVariant(String name, ChildJvm jvm, Map<String, String> plan) {
  /** Keeps its own copy. */
  LoadVariant {
    plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
  }
}
