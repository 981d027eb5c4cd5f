-- Whether another import was faster.
select {ImportedBefore}
