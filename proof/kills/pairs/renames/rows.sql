INSERT INTO authors (id, email, age, nick, mood)
SELECT md5(n::text)::uuid, 'author' || n || '@press.example', n % 90, CASE WHEN n % 3 = 0 THEN 'nick ' || n END,
    (ARRAY['LOW', 'HIGH'])[1 + n % 2]::mood
FROM generate_series(1, 400) AS n;
INSERT INTO posts (author_id, title, words, status) SELECT md5((1 + n % 400)::text)::uuid, 'title ' || n, n, 'OPEN'
FROM generate_series(1, 600) AS n;
INSERT INTO prices (shop, item, currency, net) SELECT n % 10, 'item ' || n, 'EUR', n FROM generate_series(1, 300) AS n;
INSERT INTO parcels (post_id, note) SELECT n, 'note ' || n FROM generate_series(1, 100) AS n;
INSERT INTO members (id, email) SELECT n, 'member' || n FROM generate_series(1, 200) AS n;
