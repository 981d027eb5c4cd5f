#!/usr/bin/env bash
# Runs once, when the image of Postgres makes a new data directory: the service's role, no superuser, and its database.
set -euo pipefail

psql --username="$POSTGRES_USER" --dbname=postgres --no-psqlrc --set=ON_ERROR_STOP=1 <<'SQL'
\getenv password CHAT_DB_PASSWORD
create role chat login nosuperuser nobypassrls password :'password';
create database chat owner chat;
SQL
