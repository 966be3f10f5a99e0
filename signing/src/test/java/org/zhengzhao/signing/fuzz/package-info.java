/**
 * Fuzz targets: every parser is given octets that nobody made on purpose, and may answer with its value or with its one
 * declared exception. How to run them: CONTRIBUTING.md, "Fuzzing".
 */
@NullMarked
package org.zhengzhao.signing.fuzz;

import org.jspecify.annotations.NullMarked;
