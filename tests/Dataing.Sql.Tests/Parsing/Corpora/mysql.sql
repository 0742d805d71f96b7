SELECT a FROM t

SELECT a.city FROM stations a JOIN readings b JOIN sensors c ON b.sensor = c.id ON a.id = b.station

SELECT a.city FROM stations a LEFT JOIN owners o USING (id) JOIN readings b JOIN sensors c ON b.sensor = c.id ON a.id = b.station
