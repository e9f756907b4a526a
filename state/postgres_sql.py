"""Every statement that is put to PostgreSQL; keys are in order of their code points."""

# One process at a time: two that create the same table at once would trip over each other. What is
# encrypted cannot be compressed, so PostgreSQL is not to try.
CREATE = """
    DO $$ BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('convene_rows'));
        IF to_regclass('convene_rows') IS NULL THEN
            CREATE TABLE convene_rows (
                key text COLLATE "C" PRIMARY KEY,
                version bigint NOT NULL,
                body text,
                removed_at timestamptz
            );
            ALTER TABLE convene_rows ALTER body SET STORAGE EXTERNAL;
            CREATE INDEX convene_rows_there ON convene_rows (key) WHERE body IS NOT NULL;
            CREATE INDEX convene_rows_removed ON convene_rows (removed_at) WHERE body IS NULL;
        END IF;
    END $$
"""
"""A removed row stays for a day without its body, so that it goes on from its last version."""

GET = """
    SELECT key, version, body FROM convene_rows
    WHERE key = ANY(%(keys)s::text[]) AND body IS NOT NULL ORDER BY key
"""
SCAN = """
    SELECT key, version, body FROM convene_rows
    WHERE key >= %(first)s AND key < %(last)s AND body IS NOT NULL ORDER BY key LIMIT %(limit)s
"""
KEYS = """
    SELECT key FROM convene_rows
    WHERE key >= %(first)s AND key < %(last)s AND body IS NOT NULL ORDER BY key LIMIT %(limit)s
"""

# Rows are locked in order of key, so that two puts never wait for each other. The last line
# divides by zero when a row has moved, and with that the whole statement is undone.
PUT = """
    WITH wanted AS (
        SELECT * FROM unnest(%(keys)s::text[], %(versions)s::bigint[], %(bodies)s::text[])
            AS w (key, version, body)
    ), held AS MATERIALIZED (
        SELECT key FROM convene_rows WHERE key = ANY(%(keys)s::text[]) ORDER BY key FOR UPDATE
    ), changed AS (
        UPDATE convene_rows AS r SET
            version = r.version + CASE WHEN w.body IS NULL THEN 0 ELSE 1 END,
            body = w.body,
            removed_at = CASE WHEN w.body IS NULL THEN now() END
        FROM wanted AS w JOIN held USING (key)
        WHERE r.key = w.key AND w.version = CASE WHEN r.body IS NULL THEN 0 ELSE r.version END
        RETURNING 1
    ), added AS (
        INSERT INTO convene_rows (key, version, body)
        SELECT key, 1, body FROM wanted
        WHERE version = 0 AND body IS NOT NULL AND key NOT IN (SELECT key FROM held)
        ORDER BY key
        ON CONFLICT DO NOTHING RETURNING 1
    ), absent AS (
        SELECT 1 FROM wanted
        WHERE version = 0 AND body IS NULL AND key NOT IN (SELECT key FROM held)
    )
    SELECT 1 / CASE WHEN (SELECT count(*) FROM wanted) = (SELECT count(*) FROM changed)
        + (SELECT count(*) FROM added) + (SELECT count(*) FROM absent) THEN 1 ELSE 0 END
"""

# The key that no put may use; without a body, so that no scan finds it.
PROBE = """
    INSERT INTO convene_rows (key, version, removed_at) VALUES ('', 1, now())
    ON CONFLICT (key) DO UPDATE SET version = convene_rows.version + 1, removed_at = now()
"""
SWEEP = """
    DELETE FROM convene_rows WHERE key IN (
        SELECT key FROM convene_rows
        WHERE body IS NULL AND removed_at < now() - interval '1 day' LIMIT 2000
    ) AND body IS NULL
"""
