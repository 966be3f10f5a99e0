package org.zhengzhao.registry.platform.postgres;

/** Where a database is reached and as whom. */
public record DatabaseCoordinates(String jdbcUrl, String username, String password) {
    @Override
    public String toString() {
        return "DatabaseCoordinates[" + jdbcUrl + "]";
    }
}
