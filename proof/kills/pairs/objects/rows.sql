INSERT INTO customers SELECT n, 'customer' || n || '@shop.example', n % 90, 'remark ' || n, 1 + n % 3
FROM generate_series(1, 400) AS n;
INSERT INTO orders SELECT n, 1 + n % 400, n % 7, n, (ARRAY['new', 'paid', 'lost'])[1 + n % 3]::stage, 'note ' || n, 'R' || n
FROM generate_series(1, 1500) AS n;
INSERT INTO visits SELECT n, 'page ' || n % 20 FROM generate_series(1, 800) AS n;
INSERT INTO readings SELECT n, 2024 + n % 2, n FROM generate_series(1, 300) AS n;
INSERT INTO events SELECT n, n % 100, 1 + n % 400 FROM generate_series(1, 300) AS n;
INSERT INTO events SELECT n, 1000 + n, 1 + n % 400 FROM generate_series(1, 30) AS n;
INSERT INTO sensors SELECT n, 2023 + n % 2 FROM generate_series(1, 100) AS n;
INSERT INTO sensors_2022 SELECT n, 2022 FROM generate_series(1, 100) AS n;
INSERT INTO pages (id) SELECT n FROM generate_series(1, 100) AS n;
INSERT INTO archive SELECT n, 'text ' || n FROM generate_series(1, 50) AS n;
INSERT INTO leaving.gone (tags) SELECT 'a=>1' FROM generate_series(1, 20);
INSERT INTO bookings SELECT n, n % 3, int4range(10 * n, 10 * n + 5) FROM generate_series(1, 200) AS n;
INSERT INTO rentals SELECT n, int4range(10 * n, 10 * n + 5) FROM generate_series(1, 200) AS n;
INSERT INTO invoices (order_id, customer_id, number, total, text) SELECT n, 1 + n % 400, n, 3 * n, 'text ' || n
FROM generate_series(1, 600) AS n;
INSERT INTO letters SELECT n, (ARRAY['low', 'high'])[1 + n % 2]::mood, n, 'letter ' || n FROM generate_series(1, 300) AS n;
INSERT INTO seats SELECT n / 10, n % 10 FROM generate_series(1, 200) AS n;
INSERT INTO wagons SELECT n, n / 10 FROM generate_series(1, 200) AS n;
INSERT INTO papers SELECT n, n % 3, n % 2 = 0, 'secret ' || n FROM generate_series(1, 100) AS n;
INSERT INTO notices SELECT n, n % 2 = 0 FROM generate_series(1, 100) AS n;
REFRESH MATERIALIZED VIEW owners;
REFRESH MATERIALIZED VIEW large_sums;
