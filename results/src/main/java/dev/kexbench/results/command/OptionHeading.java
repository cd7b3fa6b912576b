package dev.kexbench.results.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The heading under which {@code --help} lists an option: of all options of a mixin, or of one
 * field, which wins.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD})
public @interface OptionHeading {
  /** The heading, without a colon. */
  String value();
}
