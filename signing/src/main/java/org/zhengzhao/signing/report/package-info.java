/**
 * Says what came of a verification: one report, as a JSON line for machines and as text for an inspector, the same in the
 * command line, the service and the pages.
 */
@NullMarked
package org.zhengzhao.signing.report;

import org.jspecify.annotations.NullMarked;
