"""Built-in functions that are not allowed everywhere, by name (pg_proc of PostgreSQL 18; 15 has a part of them)."""

from __future__ import annotations

from wesley.sql.words import words

AGGREGATES = words(
    """
    any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
    json_agg_strict json_object_agg json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict
    jsonb_agg jsonb_agg_strict jsonb_object_agg jsonb_object_agg_strict jsonb_object_agg_unique
    jsonb_object_agg_unique_strict max min mode percentile_cont percentile_disc range_agg range_intersect_agg regr_avgx
    regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev stddev_pop stddev_samp
    string_agg sum var_pop var_samp variance xmlagg
    """
)

WINDOW_FUNCTIONS = words(
    """
    cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
    """
)

SET_RETURNING = words(
    """
    aclexplode generate_series generate_subscripts json_array_elements json_array_elements_text json_each json_each_text
    json_object_keys json_populate_recordset json_to_recordset jsonb_array_elements jsonb_array_elements_text jsonb_each
    jsonb_each_text jsonb_object_keys jsonb_path_query jsonb_path_query_tz jsonb_populate_recordset jsonb_to_recordset
    regexp_matches regexp_split_to_table string_to_table ts_debug ts_parse ts_stat ts_token_type txid_snapshot_xip
    unnest
    """
)

# Every overload of these is STABLE or VOLATILE; functions with an IMMUTABLE overload too (date_trunc) are left to the
# server, which knows the types of their arguments.
NEVER_IMMUTABLE = words(
    """
    array_to_json array_to_string clock_timestamp concat concat_ws convert convert_from convert_to current_database
    current_query current_schema current_schemas current_setting currval enum_first enum_last enum_range format
    format_type gen_random_uuid get_current_ts_config inet_client_addr inet_client_port inet_server_addr
    inet_server_port json_build_array json_build_object json_populate_record json_to_record jsonb_build_array
    jsonb_build_object jsonb_path_exists_tz jsonb_path_match_tz jsonb_path_query_array_tz jsonb_path_query_first_tz
    jsonb_populate_record jsonb_to_record lastval make_timestamptz nextval now obj_description random row_to_json
    row_security_active set_config setseed setval shobj_description statement_timestamp timeofday to_char to_date
    to_json to_jsonb to_number transaction_timestamp txid_current uuidv4 uuidv7 version
    """
)

# IMMUTABLE, written in C, no look at any table: a row more or less costs next to nothing.
PLAIN = words(
    """
    abs array_length array_position bit_length btrim cardinality ceil ceiling char_length character_length date_part
    extract floor initcap jsonb_typeof left length lower lpad ltrim md5 mod num_nonnulls num_nulls octet_length
    overlaps position repeat replace reverse right round rpad rtrim sign split_part starts_with strpos substr substring
    translate trim trunc upper
    """
)
