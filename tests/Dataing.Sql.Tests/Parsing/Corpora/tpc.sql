select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) as sum_charge, count(*) as count_order from lineitem where l_shipdate <= date '1998-12-01' - interval '90' day group by l_returnflag, l_linestatus order by l_returnflag, l_linestatus

select supp_nation, cust_nation, l_year, sum(volume) as revenue from (select n1.n_name as supp_nation, n2.n_name as cust_nation, extract(year from l_shipdate) as l_year, l_extendedprice * (1 - l_discount) as volume from supplier, lineitem, orders, customer, nation n1, nation n2 where s_suppkey = l_suppkey and ((n1.n_name = 'FRANCE' and n2.n_name = 'GERMANY') or (n1.n_name = 'GERMANY' and n2.n_name = 'FRANCE')) and l_shipdate between date '1995-01-01' and date '1996-12-31') as shipping group by supp_nation, cust_nation, l_year order by supp_nation

select c_count, count(*) as custdist from (select c_custkey, count(o_orderkey) from customer left outer join orders on c_custkey = o_custkey and o_comment not like '%special%requests%' group by c_custkey) as c_orders (c_custkey, c_count) group by c_count order by custdist desc, c_count desc

select cntrycode, count(*) as numcust from (select substring(c_phone from 1 for 2) as cntrycode, c_acctbal from customer where substring(c_phone from 1 for 2) in ('13', '31') and c_acctbal > (select avg(c_acctbal) from customer where c_acctbal > 0.00) and not exists (select * from orders where o_custkey = c_custkey)) as custsale group by cntrycode

select cast(amc as decimal(15,4))/cast(pmc as decimal(15,4)) am_pm_ratio from (select count(*) amc from web_sales, household_demographics where ws_sold_time_sk = hd_demo_sk) at1, (select count(*) pmc from web_sales) pt order by am_pm_ratio limit 100

select channel, id, sum(sales) as sales, sum(returns) as returns, sum(profit) as profit from (select 'store channel' as channel, 'store' || s_store_id as id, sales, (profit - profit_loss) as profit, 0 as returns from ssr union all select 'catalog channel' as channel, 'x' as id, sales, profit, 0 from csr) x group by rollup (channel, id) order by channel, id limit 100

select sum(ss_net_profit) / sum(ss_ext_sales_price) as gross_margin, i_category, grouping(i_category) + grouping(i_class) as lochierarchy, rank() over (partition by grouping(i_category) + grouping(i_class), case when grouping(i_class) = 0 then i_category end order by sum(ss_net_profit) / sum(ss_ext_sales_price) asc) as rank_within_parent from store_sales group by rollup(i_category, i_class) order by lochierarchy desc, case when lochierarchy = 0 then i_category end, rank_within_parent limit 100

with ssales as (select c_last_name, sum(ss_net_paid) netpaid from store_sales, store where ss_customer_sk = s_store_sk and (ca_country <> upper(c_birth_country)) group by c_last_name) select c_last_name, sum(netpaid) paid from ssales where i_color = 'peach' group by c_last_name having sum(netpaid) > (select 0.05*avg(netpaid) from ssales)

select count(*) from ((select distinct c_last_name, d_date from store_sales, date_dim where d_month_seq between 1200 and 1200+11) intersect (select distinct c_last_name, d_date from catalog_sales) intersect (select distinct c_last_name, d_date from web_sales)) hot_cust

select case when (select count(*) from store_sales where ss_quantity between 1 and 20) > 25437 then (select avg(ss_ext_discount_amt) from store_sales) else (select avg(ss_net_paid) from store_sales) end bucket1, w_state, "order count", i_item_id as "item id" from reason where r_reason_sk = 1 and d_date between cast('2000-02-02' as date) and (cast('2000-02-02' as date) + interval '90' day)

select * from (select i_manufact_id, sum(ss_sales_price) sum_sales, avg(sum(ss_sales_price)) over (partition by i_manufact_id) avg_quarterly_sales from item group by i_manufact_id, d_qoy) tmp1 where case when avg_quarterly_sales > 0 then abs (sum_sales - avg_quarterly_sales) / avg_quarterly_sales else null end > 0.1 order by avg_quarterly_sales

select a.ca_state state, count(*) cnt from customer_address a, date_dim d where d.d_month_seq = (select distinct (d_month_seq) from date_dim where d_year = 2001 and d_moy = 1) and i.i_current_price > 1.2 * (select avg(j.i_current_price) from item j where j.i_category = i.i_category) group by a.ca_state having count(*) >= 10 order by cnt, a.ca_state
