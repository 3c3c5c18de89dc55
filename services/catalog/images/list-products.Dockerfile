# The same handler as in the archive, on AWS's own base image, which holds Node and Lambda's runtime client. The context
# is what `npm run image -- catalog/list-products` lays out; docs/guides/container-image.md says when this pays.
FROM public.ecr.aws/lambda/nodejs:24-arm64
COPY src/ ${LAMBDA_TASK_ROOT}/src/
CMD ["src/handlers/list-products.handler"]
